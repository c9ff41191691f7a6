import { useModel } from '../../base/client/meta.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import type { Speaker } from './filter-sentence.ts'

/** Words, labels and model for filter sentences in the language shown. */
export const useSpeaker = (): Speaker => {
  const w = useWords()
  const text = useText()
  const { object, fieldAt } = useModel()
  return { w, text, object, fieldAt }
}
