import { label, textIn } from '@lianke/kernel'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { apiBase } from '../base/client/request.ts'
import { type SignInAnswer, useSignIn, useSignInWays } from '../base/client/session.ts'
import { sayProblem } from '../base/feedback/say-problem.ts'
import { useLanguage, useText, useWords } from '../base/i18n/i18n.ts'
import { Mark } from '../base/icons/mark.tsx'
import { Button } from './button.tsx'
import { useChatApps } from '../base/registry/chat-app.ts'
import { useAsked } from '../base/client/address.ts'

const home = '/h5/'
/** Pages of the phone only: a foreign address could be slipped into the link. */
const ownPage = (next: string | undefined): string => (next?.startsWith(home) && !next.includes('\\') ? next : home)

/** The door of the phone: password, a code where the account asks for one, or a chat application. */
const SignInPage = () => {
  const w = useWords()
  const text = useText()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { language, setLanguage } = useLanguage()
  const next = textIn(useAsked('next')) ?? undefined
  const ways = useSignInWays()
  const apps = useChatApps()
  const [step, setStep] = useState<'password' | 'code'>('password')
  const password = useSignIn('/sign-in')
  const code = useSignIn('/sign-in/code')
  const current = step === 'code' ? code : password
  const to = ownPage(next)
  const answered = (answer: SignInAnswer) => {
    if (answer.status === 'code_needed') return setStep('code')
    client.clear()
    void navigate({ to: to.slice(home.length - 1), replace: true })
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    current.mutate(
      step === 'code'
        ? { code: form.get('code'), trust: form.get('trust') === 'on' }
        : { login: form.get('login'), password: form.get('password') },
      { onSuccess: answered },
    )
  }
  return (
    <main className="lkm-door">
      <div className="lk-row" style={{ gap: 10, marginBottom: 32 }}>
        <Mark size={32} />
        <strong className="lk-grow" style={{ fontSize: 17 }}>
          {w('app.name')}
        </strong>
        <button type="button" className="lkm-link" onClick={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}>
          {language === 'en' ? '中文' : 'English'}
        </button>
      </div>
      <h1 className="lk-title-1" style={{ fontSize: 24, lineHeight: '32px' }}>
        {w(step === 'code' ? 'signin.code_title' : 'signin.title')}
      </h1>
      <p className="lk-muted" style={{ margin: '4px 0 24px' }}>
        {w(step === 'code' ? 'signin.code_help' : 'signin.lead')}
      </p>
      <form onSubmit={submit}>
        {current.error ? (
          <p className="lkm-problem" role="alert">
            {sayProblem(current.error, w)}
          </p>
        ) : null}
        {step === 'code' ? (
          <>
            <label className="lkm-field">
              <span className="lkm-label">{w('signin.code')}</span>
              <input key="code" className="lkm-input" name="code" required autoComplete="one-time-code" inputMode="numeric" />
            </label>
            <label className="lk-row" style={{ minHeight: 44 }}>
              <input type="checkbox" name="trust" style={{ width: 20, height: 20 }} />
              {w('signin.trust')}
            </label>
          </>
        ) : (
          <>
            <label className="lkm-field">
              <span className="lkm-label">{w('signin.login')}</span>
              <input className="lkm-input" name="login" required autoComplete="username" autoCapitalize="none" />
            </label>
            <label className="lkm-field">
              <span className="lkm-label">{w('signin.password')}</span>
              <input className="lkm-input" name="password" type="password" required autoComplete="current-password" />
            </label>
          </>
        )}
        <Button block color="primary" size="large" type="submit" loading={current.isPending}>
          {w('signin.submit')}
        </Button>
        {step === 'code' ? (
          <button type="button" className="lkm-link" style={{ alignSelf: 'center' }} onClick={() => setStep('password')}>
            {w('signin.back')}
          </button>
        ) : null}
      </form>
      {step === 'code' ? null : (
        <div className="lk-stack" style={{ gap: 8, marginTop: 16, alignItems: 'center' }}>
          <span className="lk-muted">{w('signin.or')}</span>
          {apps.map((app) => (
            <a key={app.name} className="lkm-link" href={app.signInPath(to)}>
              {text(label('用{app}登录', 'Sign in with {app}'), { app: text(app.label) })}
            </a>
          ))}
          {ways.data?.providers.map((provider) => (
            <a key={provider.name} className="lkm-link" href={`${apiBase}/sign-in/with/${provider.name}`}>
              {w('signin.with', { name: provider.label })}
            </a>
          ))}
        </div>
      )}
    </main>
  )
}
export default SignInPage
