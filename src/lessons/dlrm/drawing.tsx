/** What stands on the lesson's card: a drawing of its main picture, pairs of vectors become dots. */
export default function Drawing() {
  return (
    <>
      {[0, 1, 2, 3].map((row) => (
        <path key={row} d={`M14 ${16 + 15 * row}h34`} data-part="bar" />
      ))}
      <path d="M52 16L78 24M52 31L78 32M52 46L78 42M52 61L78 52" data-part="line" />
      {[0, 1, 2, 3].flatMap((row) =>
        [0, 1, 2, 3]
          .filter((column) => column <= row)
          .map((column) => (
            <rect
              key={`${row} ${column}`}
              x={82 + 11 * column}
              y={18 + 11 * row}
              width={10}
              height={10}
              data-part={(row + column) % 3 === 0 ? "strong" : "soft"}
            />
          )),
      )}
      <path d="M130 40h8" data-part="line" />
      <circle cx={146} cy={40} r={7} data-part="open" />
    </>
  );
}
