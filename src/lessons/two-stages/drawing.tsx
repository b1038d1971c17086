/** What stands on the lesson's card: a drawing of its main picture, all films, candidates, ten. */
const FIELD = Array.from(
  { length: 130 },
  (_, n) => [12 + 4 * (n % 13), 10 + 5.8 * Math.floor(n / 13)] as const,
);

const SENT = Array.from(
  { length: 20 },
  (_, n) => [93 + 5 * (n % 4), 27 + 5 * Math.floor(n / 4)] as const,
);

export default function Drawing() {
  return (
    <>
      {FIELD.map(([x, y], n) => (
        <rect
          key={`${x} ${y}`}
          x={x}
          y={y}
          width={2.6}
          height={2.6}
          data-part={n % 9 === 4 ? "strong" : "soft"}
        />
      ))}
      <path d="M66 8L90 26V52L66 70Z" data-part="wash" />
      {SENT.map(([x, y]) => (
        <rect key={`${x} ${y}`} x={x} y={y} width={4} height={4} data-part="strong" />
      ))}
      <path d="M115 27L130 34V44L115 52Z" data-part="wash" />
      <path d="M134 34h14M134 39h14M134 44h14" data-part="bar" />
    </>
  );
}
