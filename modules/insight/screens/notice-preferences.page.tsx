import { label } from '@lianke/kernel'
import { Failure, Page, Skeleton, useCommand, useModel, useRows, useText, useToast } from '@lianke/ui'
import { Segmented, Switch } from 'antd'
import { type NoticeWish, wishesOf, wishInput } from '../rules/notice-wishes.rule.ts'

const preference = 'insight.notice_preference'
const preferencesMax = 200

/** One notice: by which ways it comes, and how often. */
const WishLine = ({ wish, onChange }: { readonly wish: NoticeWish; onChange(more: Partial<NoticeWish>): void }) => {
  const text = useText()
  const name = text(wish.notice.label)
  const off = !wish.bell && !wish.message
  return (
    <tr>
      <td>{name}</td>
      <td>
        <Switch
          size="small"
          checked={wish.bell}
          aria-label={text(label('{name}：站内', '{name}: bell'), { name })}
          onChange={(bell) => onChange({ bell })}
        />
      </td>
      <td>
        <Switch
          size="small"
          checked={wish.message}
          aria-label={text(label('{name}：消息', '{name}: message'), { name })}
          onChange={(message) => onChange({ message })}
        />
      </td>
      <td>
        <Segmented<NoticeWish['pace']>
          size="small"
          disabled={off}
          value={wish.pace}
          options={[
            { value: 'now', label: text(label('立即', 'At once')) },
            { value: 'daily', label: text(label('每天一次', 'Once a day')) },
          ]}
          onChange={(pace) => onChange({ pace })}
        />
      </td>
    </tr>
  )
}

/** How I want to be told: in the bell, by message, at once or once a day; nothing of both is off. */
const NoticePreferencesPage = () => {
  const text = useText()
  const toast = useToast()
  const { notices } = useModel()
  const { data, error, refetch } = useRows(preference, { filter: { field: 'owner', op: 'me' }, limit: preferencesMax })
  const prefer = useCommand('notice.prefer')
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton rows={6} />
  return (
    <Page
      title={text(label('通知偏好', 'Notice preferences'))}
      lead={text(
        label(
          '站内是右上角的铃铛，消息发到你的聊天应用；两个都关就不再通知。每天一次的，早上九点合成一条。',
          'In the bell at the top right, by message in your chat application; with both off you are not told. What comes once a day is one line at nine.',
        ),
      )}
    >
      <table className="lk-table-plain">
        <thead>
          <tr>
            <th>{text(label('通知', 'Notice'))}</th>
            <th>{text(label('站内', 'Bell'))}</th>
            <th>{text(label('消息', 'Message'))}</th>
            <th>{text(label('频率', 'How often'))}</th>
          </tr>
        </thead>
        <tbody>
          {wishesOf(notices, data.data).map((wish) => (
            <WishLine
              key={wish.notice.name}
              wish={wish}
              onChange={(more) => prefer.mutate(wishInput({ ...wish, ...more }), { onError: toast.failed })}
            />
          ))}
        </tbody>
      </table>
    </Page>
  )
}
export default NoticePreferencesPage
