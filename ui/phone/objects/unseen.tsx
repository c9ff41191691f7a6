import { Empty } from '../../base/feedback/empty.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import { Screen } from '../screen.tsx'

/** An object that is not there, or not for these eyes: the two are not told apart. */
export const Unseen = () => {
  const w = useWords()
  return (
    <Screen title={w('state.missing')} back="/objects">
      <Empty icon="search" title={w('state.missing')} help={w('state.missing_help')} />
    </Screen>
  )
}
