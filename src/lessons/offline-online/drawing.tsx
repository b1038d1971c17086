/** What stands on the lesson's card: a drawing of its main picture, two orders of the same models. */
export default function Drawing() {
  return (
    <>
      <path d="M46 8v56M116 8v56" data-part="line" />
      <path d="M46 18L116 52" data-part="thick" />
      <path d="M46 52L116 18" data-part="hot-line" />
      <circle cx={46} cy={18} r={4.5} data-part="strong" />
      <circle cx={116} cy={52} r={4.5} data-part="strong" />
      <circle cx={46} cy={52} r={4.5} data-part="hot" />
      <circle cx={116} cy={18} r={4.5} data-part="hot" />
      <text x={46} y={73} textAnchor="middle">
        offline
      </text>
      <text x={116} y={73} textAnchor="middle">
        online
      </text>
    </>
  );
}
