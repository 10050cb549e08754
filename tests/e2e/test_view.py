"""diaban view: the page over HTTP on this machine, read-only, for nobody else; and over TLS with a token for a network."""
import http.client
import os
import pathlib
import re
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import unittest

from diaban_program import PROGRAM, InTemporaryFolder, diaban


class Session:
    """A running `diaban view`; ended by Ctrl-C."""

    def __init__(self, folder, *flags):
        self.process = subprocess.Popen([str(PROGRAM), "view", str(folder), "--language", "en", *flags],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.printed = self.process.stdout.readline()
        found = re.search(r"(https?)://([^:/]+):(\d+)/(?:\?token=([0-9a-f]{32}))?", self.printed)
        assert found, self.printed + self.process.stderr.read()
        self.scheme, self.host, port, self.token = found.groups()
        self.port = int(port)

    def ask(self, path, method="GET", **headers):
        if self.scheme == "https":
            context = ssl.create_default_context()
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
            connection = http.client.HTTPSConnection(self.host, self.port, timeout=20, context=context)
        else:
            connection = http.client.HTTPConnection(self.host, self.port, timeout=20)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    def end(self):
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=20)
        self.process.stdout.close()
        self.process.stderr.close()
        return code


def own_address():
    """An address of this machine that is not loopback, or None. Connecting a datagram socket chooses one and sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as chooser:
        try:
            chooser.connect(("192.0.2.1", 9))
        except OSError:
            return None
        address = chooser.getsockname()[0]
    return None if address.startswith(("127.", "0.")) else address


class View(InTemporaryFolder):
    @classmethod
    def setUpClass(cls):
        cls.base = pathlib.Path(tempfile.mkdtemp(prefix="diaban-view-"))
        cls.addClassCleanup(shutil.rmtree, cls.base, True)
        diaban("sample", cls.base / "sample", "--incidents", 2000)
        project = cls.base / "sample" / "project.toml"
        text = project.read_text("utf-8")
        project.write_text(text.replace("[output]", "[output]\nmaps = false\n"), "utf-8")
        cls.out = cls.base / "out"
        diaban("run", project, "-o", cls.out, "--quiet")
        (cls.base / "secret.txt").write_text("secret")

    def open(self, *flags):
        session = Session(self.out, *flags)
        self.addCleanup(lambda: session.process.poll() is None and session.end())
        return session

    def test_the_page_is_what_the_run_wrote_under_a_strict_policy(self):
        session = self.open()
        self.assertEqual(session.host, "127.0.0.1")
        answer, body = session.ask("/")
        page = (self.out / "viewer" / "index.html").read_bytes()
        self.assertEqual(body, page)
        policy = answer.getheader("Content-Security-Policy")
        own = re.search(rb'Content-Security-Policy" content="([^"]+)"', page).group(1).decode()
        self.assertEqual(policy, own + "; frame-ancestors 'none'")
        self.assertIn("default-src 'none'; script-src 'sha256-", policy)
        self.assertNotIn("unsafe", policy)
        self.assertEqual(answer.getheader("X-Content-Type-Options"), "nosniff")
        self.assertEqual(session.ask("/run.json")[1], (self.out / "run.json").read_bytes())
        self.assertEqual(session.end(), 0)

    def test_nothing_outside_and_no_listing(self):
        os.symlink(self.base / "secret.txt", self.out / "link.txt")
        self.addCleanup((self.out / "link.txt").unlink)
        session = self.open()
        for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/viewer/%2e%2e/%2e%2e/secret.txt", "/link.txt", "/viewer", "/viewer/",
                     "/..%5csecret.txt", "//etc/passwd", "/%00", "/missing.html"):
            answer, body = session.ask(path)
            self.assertIn(answer.status, (400, 404), path)
            self.assertNotIn(b"secret", body)

    def test_a_foreign_host_and_any_writing_are_refused(self):
        session = self.open()
        for host in ("evil.example", f"evil.example:{session.port}", "127.0.0.1", "", f"127.0.0.1:{session.port}.evil.example"):
            self.assertIn(session.ask("/", Host=host)[0].status, (400, 421), host)
        self.assertEqual(session.ask("/", Host=f"localhost:{session.port}")[0].status, 200)
        before = (self.out / "run.json").read_bytes()
        for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
            self.assertEqual(session.ask("/run.json", method)[0].status, 405, method)
        self.assertEqual((self.out / "run.json").read_bytes(), before)
        answer, body = session.ask("/", "HEAD")
        self.assertEqual((answer.status, body), (200, b""))

    def test_a_network_gets_tls_and_a_token_and_the_page_only(self):
        address = own_address()
        if address is None:
            self.skipTest("this machine has no address but loopback")
        session = self.open("--host", address)
        self.assertEqual((session.scheme, session.host), ("https", address))
        self.assertIn("SHA-256 fingerprint", session.process.stdout.readline())
        self.assertEqual(session.ask("/")[0].status, 401)
        self.assertEqual(session.ask("/?token=" + "0" * 32)[0].status, 401)
        answer, _ = session.ask("/?token=" + session.token)
        self.assertEqual((answer.status, answer.getheader("Location")), (303, "/"))
        cookie = answer.getheader("Set-Cookie")
        for word in ("HttpOnly", "Secure", "SameSite=Strict"):
            self.assertIn(word, cookie)
        kept = {"Cookie": cookie.split(";")[0]}
        self.assertEqual(session.ask("/", **kept)[1], (self.out / "viewer" / "index.html").read_bytes())
        self.assertEqual(session.ask("/run.json", **kept)[0].status, 404)
        with self.assertRaises((http.client.HTTPException, OSError)):
            plain = http.client.HTTPConnection(address, session.port, timeout=5)
            plain.request("GET", "/")
            plain.getresponse()
        self.assertEqual(session.end(), 0)

    def test_every_network_at_once_and_a_folder_without_a_page_are_errors(self):
        self.assertIn("every network", diaban("view", self.out, "--host", "0.0.0.0", "--language", "en", expect=2).stderr)
        self.assertIn("viewer/index.html", diaban("view", self.base, "--language", "en", expect=1).stderr)


if __name__ == "__main__":
    unittest.main()
