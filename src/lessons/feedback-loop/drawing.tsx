/** What stands on the lesson's card: a drawing of its main picture, who was shown what, and back again. */
const SHOWN = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((row) =>
  [0, 1, 2, 3 + ((row * 3) % 4), 7 + ((row * 5) % 6)].map((column) => [row, column] as const),
);

export default function Drawing() {
  return (
    <>
      {SHOWN.map(([row, column]) => (
        <rect
          key={`${row} ${column}`}
          x={14 + 7 * column}
          y={10 + 7 * row}
          width={6}
          height={6}
          data-part={column < 3 ? "strong" : "mid"}
        />
      ))}
      <path d="M12 8h100v60H12z" data-part="line" />
      <path d="M118 16C146 16 146 60 118 60M118 60l7 -4M118 60l7 4" data-part="line" />
    </>
  );
}
