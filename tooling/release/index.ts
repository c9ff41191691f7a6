export { type Asking, type Row, signedIn, until, withKey } from './ask.ts'
export { type Content, contentOf, lost } from './content.ts'
export {
  heard,
  type Installation,
  killInstallation,
  quietEnvironment,
  spawnInstallation,
  startInstallation,
} from './installation.ts'
export { packFolder, unpackFolder } from './pack-folder.ts'
export type { Story } from './story.ts'
