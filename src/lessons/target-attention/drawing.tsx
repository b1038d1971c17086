/** What stands on the lesson's card: a drawing of its main picture, a candidate, and the films that speak for it. */
export default function Drawing() {
  return (
    <>
      <rect x={72} y={6} width={16} height={18} rx={2} data-part="strong" />
      <path d="M80 24C80 40 37 36 37 52M80 24C80 40 101 38 101 52" data-part="thick" />
      <path
        d="M80 24C80 40 16 36 16 52M80 24C80 44 59 42 59 52M80 24C80 40 122 36 122 52M80 24C80 36 144 36 144 52"
        data-part="line"
      />
      {[0, 1, 2, 3, 4, 5, 6].map((n) => (
        <rect
          key={n}
          x={9 + 21.3 * n}
          y={54}
          width={14}
          height={16}
          rx={2}
          data-part={n === 1 || n === 4 ? "mid" : "open"}
        />
      ))}
    </>
  );
}
