/** What stands on the lesson's card: a drawing of its main picture, films on a map, and what pulls one of them. */
const DOTS = [
  [20, 30],
  [30, 52],
  [38, 40],
  [58, 14],
  [62, 56],
  [70, 26],
  [90, 20],
  [96, 50],
  [104, 36],
  [130, 44],
  [138, 28],
  [142, 58],
  [26, 14],
  [52, 66],
  [84, 66],
  [118, 34],
  [66, 42],
  [108, 10],
] as const;

export default function Drawing() {
  return (
    <>
      {DOTS.map(([x, y]) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r={2.2} data-part="soft" />
      ))}
      <path d="M80 40L46 22M80 40L122 18M80 40L112 60" data-part="line" />
      <circle cx={46} cy={22} r={4} data-part="strong" />
      <circle cx={122} cy={18} r={4} data-part="strong" />
      <circle cx={112} cy={60} r={4} data-part="hot" />
      <circle cx={80} cy={40} r={5} data-part="open" />
    </>
  );
}
