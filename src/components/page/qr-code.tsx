import { useMemo } from "react";
import { encode } from "uqr";
import { say } from "../language/say.ts";

/** A code that a camera reads (ISO/IEC 18004); black on white in every theme, as cameras want it. */
export function QrCode({ text }: { text: string }) {
  const { data, size } = useMemo(() => encode(text), [text]);
  const path = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])),
  );
  return (
    <svg
      role="img"
      aria-label={say("The link as a QR code")}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path.join("")} fill="#000" />
    </svg>
  );
}
