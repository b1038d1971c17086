/** What stands on the lesson's card: a drawing of its main picture, a history that becomes one vector. */
export default function Drawing() {
  return (
    <>
      {[0, 1, 2, 3, 4, 5].map((n) => (
        <g key={n}>
          <rect x={12 + 17 * n} y={12} width={12} height={15} rx={2} data-part="open" />
          <path d={`M${18 + 17 * n} 30L64 50`} data-part="line" />
        </g>
      ))}
      <path d="M44 56h40" data-part="bar" />
      <path d="M90 56h22" data-part="line" />
      <rect x={118} y={46} width={28} height={20} rx={3} data-part="asked" />
      <path d="M118 12h28v15h-28z" data-part="asked" />
    </>
  );
}
