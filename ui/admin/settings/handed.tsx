import { label } from '@lianke/kernel'
import { useText } from '../../base/i18n/i18n.ts'
import type { Handed } from './account.ts'
import { ShownOnce } from './shown-once.tsx'

/** A link or a password that is shown this once, to be handed to its owner. */
export const HandedModal = ({ handed, close }: { readonly handed: Handed | null; close(): void }) => {
  const text = useText()
  return (
    <ShownOnce
      secret={handed ? (handed.link?.url ?? handed.password ?? '') : null}
      close={close}
      title={text(
        handed?.link
          ? label('把链接交给{name}', 'Hand this link to {name}')
          : label('把密码交给{name}', 'Hand this password to {name}'),
        { name: handed?.name ?? '' },
      )}
    >
      {text(
        handed?.link
          ? label(
              '只能用一次，三天内有效；打开后由本人设置密码。关闭后不会再显示。',
              'It works once, within three days, and lets its owner set a password. It will not be shown again.',
            )
          : label(
              '首次登录时必须换成自己的密码。关闭后不会再显示。',
              'It must be changed at the first sign-in. It will not be shown again.',
            ),
      )}
    </ShownOnce>
  )
}
