/** What stands on the lesson's card: a drawing of its main picture, two towers and the batch between them. */
export default function Drawing() {
  return (
    <>
      <path d="M12 20L40 30V46L12 56Z" data-part="open" />
      <path d="M52 8H100L92 20H60Z" data-part="open" />
      {[0, 1, 2, 3, 4].flatMap((row) =>
        [0, 1, 2, 3, 4].map((column) => (
          <rect
            key={`${row} ${column}`}
            x={54 + 9 * column}
            y={25 + 9 * row}
            width={8}
            height={8}
            data-part={row === column ? "strong" : "soft"}
          />
        )),
      )}
      <path d="M112 29h24M112 38h15M112 47h30M112 56h9M112 65h18" data-part="bar" />
    </>
  );
}
