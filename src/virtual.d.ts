/** Made by course-plugin.ts. */
declare module "virtual:course" {
  const facts: import("./components/session/course.ts").CourseFacts;
  export default facts;
}
