import { useWords } from '../../base/i18n/i18n.ts'
import { sayFilter } from '../filter-builder/filter-sentence.ts'
import { useSpeaker } from '../filter-builder/speaker.ts'
import type { Branch } from './outlet-config.ts'
import { useKind } from './process-kind.ts'

/** What a branch is called, or whom it takes. */
export const useBranchWords = () => {
  const w = useWords()
  const speaker = useSpeaker()
  const { subject } = useKind()
  return ({ name, filter, taken = [] }: Branch): string => {
    const asked = taken.map((one) => `${one.name} ${w(`op.${one.op}`)} ${one.value ?? ''}`.trim())
    return name || [sayFilter(speaker, subject, filter ?? null), ...asked].filter(Boolean).join(' · ')
  }
}
