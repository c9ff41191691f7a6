import { label } from '@lianke/kernel'
import { request } from '../base/client/request.ts'
import { useMe, useSignOut } from '../base/client/session.ts'
import { Avatar } from '../base/feedback/avatar.tsx'
import { type Language, useLanguage, useText, useWords } from '../base/i18n/i18n.ts'
import { useAppearance } from '../base/theme/scheme.tsx'
import { forgetAnswers } from './kept-answers.ts'
import { useWaiting } from './outbox/use-outbox.ts'
import { Line } from './line.tsx'
import { Screen, Section } from './screen.tsx'

const Choice = <T extends string>({
  name,
  value,
  options,
  onChange,
}: {
  readonly name: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string }[]
  onChange(value: T): void
}) => (
  <fieldset className="lkm-choice">
    <legend className="lkm-label">{name}</legend>
    <div className="lkm-chips">
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className="lkm-chip"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  </fieldset>
)

/** Oneself: language, appearance, the way out. */
const MePage = () => {
  const w = useWords()
  const text = useText()
  const { data: me } = useMe()
  const { language, setLanguage } = useLanguage()
  const { choice, setChoice } = useAppearance()
  const signOut = useSignOut('/h5/sign-in')
  const waiting = useWaiting().length
  const changeLanguage = (next: Language) => {
    setLanguage(next)
    // The server words its refusals in the account's language; the screen does not wait for it.
    void request('/me', { method: 'PATCH', body: { locale: next } }).catch(() => undefined)
  }
  const leave = () => {
    forgetAnswers()
    signOut.mutate()
  }
  if (!me) return null
  return (
    <Screen title={text(label('我的', 'Me'))}>
      <Section>
        <Line
          lead={<Avatar name={me.account.name} size={44} />}
          title={<b>{me.account.name}</b>}
          note={`${me.tenant.name} · ${me.account.email}`}
        />
      </Section>
      <Section>
        <Choice
          name={w('user.language')}
          value={language}
          onChange={changeLanguage}
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
        <Choice
          name={w('user.scheme')}
          value={choice}
          onChange={setChoice}
          options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: w(`user.scheme.${value}`) }))}
        />
      </Section>
      <Section>
        {waiting > 0 ? (
          <p className="lkm-note">
            {text(
              label(
                '还有 {n} 条没有发出，退出后会留在手机里，等你再次登录后发送。',
                '{n} not sent yet. They stay on this phone and are sent after you sign in again.',
              ),
              { n: waiting },
            )}
          </p>
        ) : null}
        <Line title={<span style={{ color: 'var(--lk-red-fg)' }}>{w('user.sign_out')}</span>} onClick={leave} />
      </Section>
    </Screen>
  )
}
export default MePage
