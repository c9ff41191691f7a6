import { channelOfSource, type FactSource, type Label, label, type Meta } from '@lianke/kernel'

const plain: Readonly<Record<string, Label>> = {
  page: label('网页', 'Page'),
  program: label('程序', 'Program'),
  house: label('系统', 'Lianke'),
}

/** Who told something, in words. */
export const sourceLabel = (channels: Meta['channels'], source: FactSource): Label =>
  plain[source] ?? channels.find(({ name }) => name === channelOfSource(source))?.label ?? label(source, source)
