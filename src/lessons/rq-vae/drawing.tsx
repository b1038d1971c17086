/** What stands on the lesson's card: a drawing of its main picture, one film, spelled in three codes. */
const RINGS = [
  [8, 9],
  [22, 8],
  [35, 12],
  [10, 24],
  [30, 9],
  [9, 36],
  [22, 37],
  [35, 34],
  [16, 15],
] as const;

export default function Drawing() {
  return (
    <>
      {[0, 1, 2].map((n) => (
        <g key={n}>
          <rect x={10 + 48 * n} y={8} width={42} height={44} rx={3} data-part="open" />
          {RINGS.map(([x, y]) => (
            <circle key={`${x} ${y}`} cx={10 + 48 * n + x} cy={8 + y} r={2.4} data-part="ring" />
          ))}
          <path
            d={`M${31 + 48 * n} 30L${[40, 17, 34][n]! + 48 * n} ${[17, 40, 42][n]}`}
            data-part="hot-line"
          />
          <text x={31 + 48 * n} y={67} textAnchor="middle">
            {["23", "52", "24"][n]}
          </text>
        </g>
      ))}
    </>
  );
}
