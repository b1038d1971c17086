/** Whose list is looked at: the same person in every lesson, as long as the page is open. */
let person = 0;

export const chosenPerson = (): number => person;

export function choosePerson(user: number): void {
  person = user;
}
