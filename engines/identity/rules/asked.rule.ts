/** What a human asks of identity. The engine answers, because one writer keeps the handles. */
export const mergeAsked = 'identity.merge_asked'
export const unmergeAsked = 'identity.unmerge_asked'
export const partingAsked = 'identity.parting_asked'
/** What was decided about two is taken back: they may be joined, and suggested, again. */
export const joinAgain = 'identity.joining_allowed'
/** The answer when it could not be done: `payload: { code }`. */
export const askRefused = 'identity.ask_refused'
export const askNames: readonly string[] = [mergeAsked, unmergeAsked, partingAsked, joinAgain]
