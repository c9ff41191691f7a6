import { label } from '@lianke/kernel'
import { request } from '../../base/client/request.ts'
import { useSetupMoved } from '../../base/client/setup-guide.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText } from '../../base/i18n/i18n.ts'

const put = (value: boolean) => request('/settings/platform.setup_guide', { method: 'PUT', body: { value } })

/** Takes the guide off everybody's home; the page stays, and so does the way back. */
export const usePutAway = (): (() => void) => {
  const text = useText()
  const toast = useToast()
  const moved = useSetupMoved()
  const set = (value: boolean) => put(value).then(moved)
  return () =>
    void set(false).then(
      () =>
        toast.done(text(label('首页不再显示，可在系统设置里打开', 'Off home; company settings bring it back')), () => set(true)),
      toast.failed,
    )
}
