"""An OpenID Connect provider that runs in a thread and signs in whoever `claims` names."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt


class Issuer:
    """`arrive(address)` is what the browser does there: it comes back with the address to return to."""

    client_id, secret = "stratum", "a secret between the two"

    def __init__(self):
        self.claims = {"sub": "17", "preferred_username": "jo", "email": "jo@example.org", "email_verified": True}
        self.code = None
        self.challenge = None
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *details):
        self.server.shutdown()
        self.server.server_close()

    def arrive(self, address, **answer):
        """The learner signs in and is sent back, or with `error="access_denied"` declines."""
        assert address.startswith(f"{self.url}/authorize?")
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["client_id"] == self.client_id
        assert asked["code_challenge_method"] == "S256"
        self.code, self.challenge = f"code-{time.monotonic_ns()}", asked["code_challenge"]
        back = urlsplit(asked["redirect_uri"])
        return f"{back.path}?{urlencode({'state': asked['state'], **(answer or {'code': self.code})})}"

    def _handler(issuer):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path == "/.well-known/openid-configuration":
                    self.reply(issuer._configuration())
                elif self.path == "/userinfo" and self.headers["Authorization"] == "Bearer access":
                    self.reply(issuer.claims)
                else:
                    self.reply({}, 404)

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self.reply(*issuer._token({name: values[0] for name, values in parse_qs(body).items()}))

            def reply(self, content, status=200):
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(content).encode())

            def log_message(self, *details):
                pass

        return Handler

    def _configuration(self):
        paths = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        addresses = {f"{name}_endpoint": f"{self.url}/{path}" for name, path in paths.items()}
        methods = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
        return {"issuer": self.url, "jwks_uri": f"{self.url}/keys", **addresses, **methods}

    def _token(self, asked):
        proof = base64.urlsafe_b64encode(hashlib.sha256(asked["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        known = asked["client_id"] == self.client_id and asked["client_secret"] == self.secret
        if not known or asked["code"] != self.code or proof != self.challenge:
            return {"error": "invalid_grant"}, 400
        self.code = None
        claims = {**self.claims, "iss": self.url, "aud": self.client_id, "exp": int(time.time()) + 60}
        return {"access_token": "access", "token_type": "Bearer", "id_token": jwt.encode(claims, "k" * 32)}, 200
