import { label } from '@lianke/kernel'
import { Failure, Screen, Section, Skeleton, useCommand, useModel, useRows, useText, useToast } from '@lianke/ui/phone'
import { type NoticeWish, wishesOf, wishInput } from '../../rules/notice-wishes.rule.ts'

const preference = 'insight.notice_preference'
const preferencesMax = 200

/** How I want to be told, on the phone: the same choices as on the desk. */
const NoticePreferencesPage = () => {
  const text = useText()
  const toast = useToast()
  const { notices } = useModel()
  const { data, error, refetch } = useRows(preference, { filter: { field: 'owner', op: 'me' }, limit: preferencesMax })
  const prefer = useCommand('notice.prefer')
  const set = (wish: NoticeWish, more: Partial<NoticeWish>) =>
    prefer.mutate(wishInput({ ...wish, ...more }), { onError: toast.failed })
  const chip = (said: string, pressed: boolean, onClick: () => void) => (
    <button type="button" className="lkm-chip" aria-pressed={pressed} onClick={onClick}>
      {said}
    </button>
  )
  return (
    <Screen title={text(label('通知偏好', 'Notice preferences'))} back="/messages">
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={6} height={72} />
      ) : (
        <Section>
          {wishesOf(notices, data.data).map((wish) => (
            <fieldset key={wish.notice.name} className="lkm-choice">
              <legend className="lkm-label">{text(wish.notice.label)}</legend>
              <div className="lkm-chips">
                {chip(text(label('站内', 'Bell')), wish.bell, () => set(wish, { bell: !wish.bell }))}
                {chip(text(label('消息', 'Message')), wish.message, () => set(wish, { message: !wish.message }))}
                {chip(text(label('每天一次', 'Once a day')), wish.pace === 'daily', () =>
                  set(wish, { pace: wish.pace === 'daily' ? 'now' : 'daily' }),
                )}
              </div>
            </fieldset>
          ))}
        </Section>
      )}
    </Screen>
  )
}
export default NoticePreferencesPage
