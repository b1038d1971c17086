/** What stands on the lesson’s card: a drawing of its main picture. `data-part` gives it the page’s colours. */
export default function Drawing() {
  return (
    <>
      <path d="M20 60h120" data-part="line" />
      <path d="M24 60V20M44 60V34M64 60V44M84 60V50M104 60V54M124 60V57" data-part="bar" />
    </>
  );
}
