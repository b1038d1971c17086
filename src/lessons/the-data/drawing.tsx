/** What stands on the lesson's card: a drawing of its main picture, the long tail. */
export default function Drawing() {
  return (
    <>
      {[60, 47, 38, 31, 26, 22, 18, 15, 13, 11, 9, 8, 7, 6, 5, 5, 4, 4, 3, 3].map((tall, n) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a drawing that never changes
          key={n}
          x={14 + 6.6 * n}
          y={66 - tall}
          width={4.6}
          height={tall}
          data-part={n < 4 ? "strong" : "soft"}
        />
      ))}
      <path d="M12 66.5h136" data-part="line" />
    </>
  );
}
