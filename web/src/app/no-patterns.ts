// In place of re2js (48 KB gzipped), which Firestore brings for regular expressions in its pipelines alone. The app asks no
// pipeline; where one were asked, this says why it is not answered.
export const RE2JS = {
  compile(pattern: string): never {
    throw new Error(`${pattern}: the app is built without Firestore's regular expressions`)
  },
}
