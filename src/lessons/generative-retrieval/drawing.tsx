/** What stands on the lesson's card: a drawing of its main picture, the beam as a tree. */
export default function Drawing() {
  return (
    <>
      <path d="M16 38L52 18M16 38L52 38M16 38L52 60" data-part="line" />
      <path d="M16 38L52 18L96 12L132 12M52 18L96 28L132 28" data-part="thick" />
      <path d="M52 38L96 44L132 44M52 60L96 62" data-part="line" />
      <circle cx={16} cy={38} r={4} data-part="dot" />
      {[18, 38, 60].map((y) => (
        <circle key={y} cx={52} cy={y} r={4} data-part={y === 18 ? "strong" : "open"} />
      ))}
      {[12, 28, 44].map((y) => (
        <rect
          key={y}
          x={132}
          y={y - 5}
          width={18}
          height={10}
          rx={2}
          data-part={y === 12 ? "strong" : "open"}
        />
      ))}
      <path d="M93 59l6 6M99 59l-6 6" data-part="hot-line" />
    </>
  );
}
