import type { useWords } from '@lianke/ui'

/** Keys of words that come with the model and are not known at build time. */
export type WordKey = Parameters<ReturnType<typeof useWords>>[0]
