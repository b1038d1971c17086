/** The transport's signs. */
export const PlayIcon = () => (
  <svg className="transport-icon" viewBox="0 0 12 12" aria-hidden="true">
    <path d="M2 1v10l9-5z" fill="currentColor" />
  </svg>
);

export const PauseIcon = () => (
  <svg className="transport-icon" viewBox="0 0 12 12" aria-hidden="true">
    <path d="M2 1h3v10H2zM7 1h3v10H7z" fill="currentColor" />
  </svg>
);
