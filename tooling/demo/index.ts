export { type DemoLoaded, type DemoOptions, type DemoSignIn, loadDemo } from './load-demo.ts'
