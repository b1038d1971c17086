/** The companion that trains in the other objective. */
export const OTHER = "the other objective";
