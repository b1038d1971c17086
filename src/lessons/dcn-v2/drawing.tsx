/** What stands on the lesson's card: a drawing of its main picture, two cross layers. */
export default function Drawing() {
  return (
    <>
      {[14, 66, 118].map((x) => (
        <g key={x}>
          {[0, 1, 2, 3, 4].map((row) => (
            <rect
              key={row}
              x={x}
              y={18 + 9 * row}
              width={14}
              height={8}
              data-part={(row * 7 + x) % 4 < 2 ? "strong" : "soft"}
            />
          ))}
        </g>
      ))}
      <path
        d="M28 40h10M50 40h16M80 40h10M102 40h16M21 16C21 6 44 4 44 30M21 16C21 2 96 2 96 30"
        data-part="line"
      />
      <circle cx={44} cy={40} r={6} data-part="open" />
      <circle cx={96} cy={40} r={6} data-part="open" />
      <path d="M41 37l6 6M47 37l-6 6M93 37l6 6M99 37l-6 6" data-part="line" />
    </>
  );
}
