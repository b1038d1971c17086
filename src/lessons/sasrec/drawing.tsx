/** What stands on the lesson's card: a drawing of its main picture, attention to what came before. */
export default function Drawing() {
  return (
    <>
      {[0, 1, 2, 3, 4, 5].flatMap((row) =>
        [0, 1, 2, 3, 4, 5]
          .filter((column) => column <= row)
          .map((column) => (
            <rect
              key={`${row} ${column}`}
              x={52 + 10 * column}
              y={10 + 10 * row}
              width={9}
              height={9}
              data-part={row === 5 && column > 2 ? "strong" : column === row ? "mid" : "soft"}
            />
          )),
      )}
      <path d="M50 58h64v14h-64z" data-part="line" />
      <rect x={122} y={58} width={14} height={13} rx={2} data-part="asked" />
    </>
  );
}
