/** Rich text as the words a chat can carry. */
export const plainText = (html: string): string => {
  const page = new DOMParser().parseFromString(html.replace(/<br\s*\/?>|<\/p>|<\/li>/gi, '$&\n'), 'text/html')
  return (page.body.textContent ?? '').replace(/\n{3,}/g, '\n\n').trim()
}
