/** Items and users of a generated task; apart from tasks.ts, so that the page does not carry the generator. */
export const TASK_ITEMS = 120;
export const TASK_USERS = 400;
