// ID tokens as the Auth emulator makes them, with whatever one likes in them.

/** An ID token such as the Auth emulator's, with claims of one's own: unsigned, which that alone believes. */
export function unsignedToken(projectId: string, uid: string, claims: object = {}): string {
  const seconds = Math.floor(Date.now() / 1000)
  const payload = {
    aud: projectId,
    iss: `https://securetoken.google.com/${projectId}`,
    sub: uid,
    user_id: uid,
    auth_time: seconds,
    iat: seconds,
    exp: seconds + 3600,
    firebase: { identities: {}, sign_in_provider: 'password' },
    ...claims,
  }
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  return `${encode({ alg: 'none', typ: 'JWT' })}.${encode(payload)}.`
}
