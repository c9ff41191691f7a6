/** How an act says what came of it: the desk at the edge of its screen, the phone above the thumb. */
export interface Toast {
  /** Says that something is done; `undo` offers the way back, `open` the way to what was made, for eight seconds. */
  done(text: string, undo?: () => Promise<unknown> | undefined, open?: { readonly label: string; run(): void }): void
  /** Says why something was refused. */
  failed(error: unknown): void
}
