/** What stands on the lesson's card: a drawing of its main picture, a large table and three small ones. */
export default function Drawing() {
  return (
    <>
      {Array.from({ length: 14 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a drawing that never changes
        <path key={row} d={`M18 ${9 + 4.4 * row}h44`} data-part={row === 5 ? "bar" : "soft-bar"} />
      ))}
      {[86, 108, 130].map((x, n) => (
        <g key={x}>
          {[0, 1, 2, 3].map((row) => (
            <path
              key={row}
              d={`M${x} ${28 + 7 * row}h14`}
              data-part={row === [1, 3, 0][n] ? "bar" : "soft-bar"}
            />
          ))}
        </g>
      ))}
      <path d="M101 60h5M103.500 57.500v5M123 60h5M125.500 57.500v5" data-part="line" />
    </>
  );
}
