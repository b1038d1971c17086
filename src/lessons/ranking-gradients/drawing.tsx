/** What stands on the lesson's card: a drawing of its main picture, films pulled up and down one list. */
export default function Drawing() {
  return (
    <>
      {[34, 18, 8, -10, -22, -28].map((pull, row) => (
        <g key={pull}>
          <circle cx={40 + 9 * ((row * 5) % 4)} cy={12 + 11 * row} r={3} data-part="dot" />
          <path d={`M98 ${12 + 11 * row}h${pull}`} data-part={pull > 0 ? "bar" : "hot-bar"} />
        </g>
      ))}
      <path d="M98 5v66" data-part="line" />
    </>
  );
}
