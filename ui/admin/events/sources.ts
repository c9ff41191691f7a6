import { label, type Label, type OwnEventSource } from '@lianke/kernel'

/** Who may tell an event, as it is asked and shown. */
export const sources: readonly (readonly [OwnEventSource, Label])[] = [
  ['page', label('网页代码（公开密钥）', 'Page snippet (public key)')],
  ['program', label('程序、其他系统（完整密钥）', 'Programs and other systems (secret key)')],
]
