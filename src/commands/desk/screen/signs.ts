/** What stands before the offers of a page and chooses them; `q` goes back. */
export const signs = '123456789abcdefghijklmnop';
