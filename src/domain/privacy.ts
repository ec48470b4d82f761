/** Who knows the number recognises it; whoever reads over the shoulder does not learn it: 138****1234. */
export const maskPhone = (phone: string | null): string =>
  phone === null ? '' : phone.length < 7 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
