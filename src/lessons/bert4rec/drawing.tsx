/** What stands on the lesson's card: a drawing of its main picture, hidden films asked from both sides. */
const HIDDEN = [2, 5];

export default function Drawing() {
  return (
    <>
      {[0, 1, 2, 3, 4, 5, 6].map((place) => (
        <rect
          key={place}
          x={12 + 20 * place}
          y={46}
          width={16}
          height={20}
          rx={2}
          data-part={HIDDEN.includes(place) ? "asked" : "mid"}
        />
      ))}
      {HIDDEN.flatMap((to) =>
        [to - 2, to - 1, to + 1].map((from) => {
          const [a, b] = [20 + 20 * from, 20 + 20 * to];
          const top = 42 - 7 * Math.abs(to - from);
          return (
            <path
              key={`${from} ${to}`}
              d={`M${a} 44Q${(a + b) / 2} ${top} ${b} 44`}
              data-part="line"
            />
          );
        }),
      )}
    </>
  );
}
