// What can be seen of an e-mail address before it is sent; whether somebody reads there is another question.
const ADDRESS = /^[^\s@]+@[^\s@]+$/

/** Whether a text may be an e-mail address, space around it aside. */
export const isEmailAddress = (text: string): boolean => ADDRESS.test(text.trim())
