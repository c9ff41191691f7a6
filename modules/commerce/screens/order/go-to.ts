/** Where typing goes on: the product of a line, or how many of it. */
const inputOf = (index: number, what: 'product' | 'quantity'): HTMLInputElement | null =>
  document.querySelector(what === 'product' ? `[data-line="${index}"] input` : `[data-quantity="${index}"] input`)

/** Moves the hand on once what was chosen has been drawn; what stands there is overwritten by typing. */
export const goTo = (index: number, what: 'product' | 'quantity'): void => {
  requestAnimationFrame(() => {
    const input = inputOf(index, what)
    input?.focus()
    if (what === 'quantity') input?.select()
  })
}
