"""Who gets in by each way of signing in, what of others they see, and where they come out."""

import shutil
import subprocess
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect

from adbanner.person import Person
from adbanner.settings import PROJECT_ROOT
from app.passwords import PasswordFile
from tests.browser.conftest import Studio
from tests.browser.steps import make_banners, say
from tests.identity_provider import IdentityProvider
from tests.loopback import free_port

SQUARE = "square_1080x1080"
HTML = {"accept": "text/html"}
PROXY_SECRET = "p" * 40

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def two_persons(start_studio: Callable[..., Studio], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    passwords = tmp_path_factory.mktemp("people") / "people.txt"
    for person in ("anna", "boris"):
        PasswordFile(passwords).add(Person(id=person, name=person.title()), f"{person}-password-1")
    studio = start_studio(
        ADBANNER_SIGN_IN__MODE="password",
        ADBANNER_SIGN_IN__SECRET="s" * 40,
        ADBANNER_SIGN_IN__PASSWORDS=str(passwords),
    )
    yield studio
    studio.stop()


def sign_in(open_page: Callable[..., Page], studio: Studio, person: str) -> Page:
    page = open_page(studio.url)
    give_password(page, person)
    expect(page.locator("#brief-form")).to_be_visible()
    return page


def give_password(page: Page, person: str) -> None:
    page.locator("#email").fill(person)
    page.locator("#password").fill(f"{person}-password-1")
    page.get_by_role("button", name="Войти").click()


def test_another_persons_banners_are_not_there(two_persons: Studio, open_page: Callable[..., Page]) -> None:
    anna = sign_in(open_page, two_persons, "anna")
    make_banners(anna, SQUARE)
    thread = anna.url
    source = anna.locator("#preview").get_attribute("src")
    assert source
    boris = sign_in(open_page, two_persons, "boris")
    expect(boris.locator("[data-campaign]")).to_have_count(0)
    campaign_id = thread.rsplit("/", 1)[1]
    for path in (source, f"/download/{campaign_id}?format=zip", f"/studio/campaigns/{campaign_id}/draft"):
        assert boris.context.request.get(two_persons.url + path).status in (403, 404)
    assert boris.context.request.delete(f"{two_persons.url}/studio/campaigns/{campaign_id}").status == 404
    boris.goto(thread)
    expect(boris.get_by_text("его вам не открыли")).to_be_visible()
    nobody = httpx.get(two_persons.url + source)
    assert nobody.status_code == 401
    anna.locator("#share").click()
    anna.locator("#share-person").fill("boris")
    anna.get_by_role("dialog").get_by_role("button", name="Отправить").click()
    expect(anna.get_by_text("Доступ открыт")).to_be_visible()
    boris.goto(thread)
    expect(boris.locator("#preview")).to_have_attribute("src", source)
    expect(boris.get_by_text("Это баннер коллеги")).to_be_visible()
    expect(boris.locator("#other-texts")).to_be_disabled()
    say(boris, "другая картинка")
    expect(boris.get_by_text("Это баннеры коллеги")).to_be_visible()
    removed = boris.context.request.delete(f"{two_persons.url}/project/thread", data={"threadId": campaign_id})
    renamed = boris.context.request.put(
        f"{two_persons.url}/project/thread", data={"threadId": campaign_id, "name": "Моё"}
    )
    assert (removed.status, renamed.status) == (403, 403)


def test_a_wrong_password_lets_nobody_in(two_persons: Studio, open_page: Callable[..., Page]) -> None:
    page = open_page(two_persons.url)
    page.locator("#email").fill("anna")
    page.locator("#password").fill("guess")
    page.get_by_role("button", name="Войти").click()
    expect(page.get_by_text("Проверьте имя и пароль")).to_be_visible()


def test_after_the_password_comes_the_page_that_was_asked_for(
    two_persons: Studio, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{two_persons.url}/approval/no-such-link")
    give_password(page, "anna")
    expect(page.get_by_text("Ссылка на согласование не действует")).to_be_visible()
    page.get_by_role("link", name="К баннерам").click()
    expect(page.locator("#brief-form")).to_be_visible()


@pytest.fixture(scope="module")
def provider() -> Iterator[IdentityProvider]:
    provider = IdentityProvider().start()
    yield provider
    provider.stop()


@pytest.fixture(scope="module")
def company(start_studio: Callable[..., Studio], provider: IdentityProvider) -> Iterator[Studio]:
    studio = start_studio(
        **provider.settings,
        ADBANNER_SIGN_IN__ALLOWED_GROUPS='["marketing", "design"]',
        ADBANNER_SIGN_IN__DESIGNER_GROUPS='["design"]',
    )
    yield studio
    studio.stop()


def test_the_companys_provider_signs_in_and_brings_back(
    company: Studio, provider: IdentityProvider, open_page: Callable[..., Page]
) -> None:
    anna = open_page(company.url)
    make_banners(anna, SQUARE)
    thread = anna.url
    anna.locator("#ask-approval").click()
    link = anna.locator('#approval a[href^="/approval/"]').get_attribute("href")
    provider.person, provider.groups = "lead", ("design",)
    designer = open_page(f"{company.url}{link}")
    expect(designer.get_by_role("button", name="Согласовать")).to_be_visible()
    designer.get_by_role("button", name="Согласовать").click()
    expect(designer.get_by_text("Согласовано: lead")).to_be_visible()
    provider.person, provider.groups = "boris", ("marketing",)
    boris = open_page(thread)
    expect(boris.get_by_text("его вам не открыли")).to_be_visible()
    provider.person = "anna"
    assert {asked["code_challenge_method"] for asked in provider.asked} == {"S256"}


def test_a_session_that_is_over_asks_for_one_click(
    company: Studio, provider: IdentityProvider, open_page: Callable[..., Page]
) -> None:
    page = open_page(company.url)
    expect(page.locator("#brief-form")).to_be_visible()
    page.context.clear_cookies()
    page.evaluate("history.pushState({}, '', '/login')")
    page.get_by_role("link", name="Войти").click()
    expect(page.locator("#brief-form")).to_be_visible()


def refused_page(company: Studio, open_page: Callable[..., Page]) -> str:
    page = open_page(company.url)
    expect(page.get_by_role("link", name="Войти")).to_be_visible()
    assert not [cookie for cookie in page.context.cookies() if cookie["name"].startswith("access_token")]
    return page.get_by_role("status").inner_text()


def test_a_group_that_is_not_allowed_stays_outside(
    company: Studio, provider: IdentityProvider, open_page: Callable[..., Page]
) -> None:
    provider.groups = ("sales",)
    assert "нет доступа" in refused_page(company, open_page)
    provider.groups = ("marketing",)


def test_a_token_of_another_sign_in_is_refused(
    company: Studio, provider: IdentityProvider, open_page: Callable[..., Page]
) -> None:
    provider.nonce = "of-somebody-else"
    assert "не подтвердил" in refused_page(company, open_page).replace("\u00a0", " ")
    provider.nonce = ""


def test_a_callback_that_nobody_began_is_refused(company: Studio) -> None:
    answer = httpx.get(f"{company.url}/sign-in/callback?code=made-up&state=made-up", headers=HTML)
    assert answer.status_code == 401
    assert "access_token" not in answer.headers.get("set-cookie", "")


@pytest.mark.parametrize("path", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)"])
def test_the_way_back_is_never_another_site(company: Studio, path: str) -> None:
    with httpx.Client(follow_redirects=True, base_url=company.url) as client:
        answer = client.get("/sign-in", params={"next": path}, headers=HTML)
    assert answer.status_code == 200
    assert str(answer.url) == f"{company.url}/"


def test_data_needs_the_session_in_every_mode(company: Studio, two_persons: Studio) -> None:
    for studio in (company, two_persons):
        for path in ("/files/00000000-0000-0000-0000-000000000000/" + "a" * 64, "/studio/campaigns", "/user"):
            assert httpx.get(f"{studio.url}{path}").status_code == 401, path


@pytest.fixture(scope="module")
def behind_nginx(start_studio: Callable[..., Studio], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of nginx, run with the file that the project ships, in front of a studio in ``header`` mode."""
    folder = tmp_path_factory.mktemp("nginx")
    studio = start_studio(
        ADBANNER_SIGN_IN__MODE="header",
        ADBANNER_SIGN_IN__SECRET="s" * 40,
        ADBANNER_SIGN_IN__PROXY_SECRET=PROXY_SECRET,
    )
    port = free_port()
    people = folder / "people"
    people.write_text("".join(f"{person}:{{PLAIN}}{person}-password\n" for person in ("anna", "boris")))
    site = (PROJECT_ROOT / "configs" / "nginx" / "studio.conf").read_text()
    for shipped, here in (
        ("127.0.0.1:8080", f"127.0.0.1:{port}"),
        ("http://127.0.0.1:8000", studio.url),
        ("/etc/nginx/adbanner.htpasswd", str(people)),
        ("replace me by 32 random characters or more", PROXY_SECRET),
    ):
        assert shipped in site
        site = site.replace(shipped, here)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    settings = folder / "nginx.conf"
    settings.write_text(
        f"user root;\ndaemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}{site}}}\n"
    )
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin:/bin")
    assert nginx, "nginx is missing: run `make test`, which installs the Debian package nginx-light"
    process = subprocess.Popen([nginx, "-c", str(settings), "-p", str(folder)])
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(10)
    studio.stop()


def test_a_proxy_names_the_person_and_its_word_replaces_an_older_cookie(
    behind_nginx: str, open_page: Callable[..., Page]
) -> None:
    anna = open_page(behind_nginx, http_credentials={"username": "anna", "password": "anna-password"})
    make_banners(anna, SQUARE)
    anna.goto(behind_nginx)
    expect(anna.locator("[data-campaign]")).to_have_count(1)
    cookies = {cookie["name"]: cookie["value"] for cookie in anna.context.cookies()}
    boris = httpx.get(behind_nginx, auth=("boris", "boris-password"), headers=HTML, cookies=cookies)
    assert boris.status_code == 303
    assert "access_token" in boris.headers["set-cookie"]


def test_headers_of_the_browser_itself_are_worth_nothing(behind_nginx: str) -> None:
    forged = {**HTML, "x-remote-user": "anna", "x-proxy-secret": PROXY_SECRET}
    assert httpx.get(behind_nginx, headers=forged).status_code == 401
    own = httpx.get(behind_nginx, headers=forged, auth=("boris", "boris-password"), follow_redirects=True)
    assert own.status_code == 200


def test_without_the_proxy_nobody_gets_in(behind_nginx: str, start_studio: Callable[..., Studio]) -> None:
    studio = start_studio(
        ADBANNER_SIGN_IN__MODE="header",
        ADBANNER_SIGN_IN__SECRET="s" * 40,
        ADBANNER_SIGN_IN__PROXY_SECRET=PROXY_SECRET,
        ADBANNER_STUDIO__PUBLIC_URL="https://banners.corp.example",
    )
    guessed = httpx.get(studio.url, headers={**HTML, "x-remote-user": "anna", "x-proxy-secret": "guess"})
    assert guessed.status_code == 401
    proxied = httpx.get(studio.url, headers={**HTML, "x-remote-user": "anna", "x-proxy-secret": PROXY_SECRET})
    assert proxied.status_code == 303
    assert "; Secure" in proxied.headers["set-cookie"]
