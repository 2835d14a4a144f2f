"""No secret gets into the journal, and what is none stays readable."""

from __future__ import annotations

import re
import shlex
import time

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from assistant.history import Entry, commands, sentences
from assistant.history.mask import masked, masked_entry, secret_values
from assistant.history.names import is_secret

MASKED = [
    ("docker login -u me -p hunter2 reg", "docker login -u me -p *** reg"),
    ("docker login -phunter2 -u me", "docker login -p*** -u me"),
    ("docker login -p=hunter2", "docker login -p=***"),
    ("docker --context prod login --password=hunter2", "docker --context prod login --password=***"),
    ("docker login --password 'hun ter2' reg", "docker login --password *** reg"),
    ("docker login -p 'it'\"'\"'s x' reg", "docker login -p *** reg"),
    ("docker login -p hun'ter 2' reg", "docker login -p *** reg"),
    ("docker login -p hun\\ ter2 reg", "docker login -p *** reg"),
    ("docker login -p $'hun\\'ter 2' reg", "docker login -p *** reg"),
    ("docker login -p '$PASSWORD'", "docker login -p ***"),
    ("docker login -p hunter2;docker pull web", "docker login -p *** pull web"),
    ("docker run -p 8080:80 -e POSTGRES_PASSWORD=hunter2 postgres", "docker run -p 8080:80 -e POSTGRES_PASSWORD=*** postgres"),
    ('docker run -e "DB_PASS=a b" -v $PWD:/x -e PWD=/y img', "docker run -e DB_PASS=*** -v $PWD:/x -e PWD=/y img"),
    ("docker run -eDB_PASSWORD=x1 --env=API_KEY=x2 img", "docker run -eDB_PASSWORD=*** --env=API_KEY=*** img"),
    ("docker build --build-arg npm_token=abc .", "docker build --build-arg npm_token=*** ."),
    ("docker run --label com.example.key=abc x", "docker run --label com.example.key=*** x"),
    ("docker service update --env-add MYSQL_PWD=x db", "docker service update --env-add MYSQL_PWD=*** db"),
    ("docker swarm join --token SWMTKN-1-abc-def 1.2.3.4:2377", "docker swarm join --token *** 1.2.3.4:2377"),
    ("joins with SWMTKN-1-49nj1-8vxv8", "joins with ***"),
    ("unlock the swarm with the key SWMKEY-1-abcd+/e=", "unlock the swarm with the key ***"),
    ("echo hunter2 | docker login -u me --password-stdin", "echo *** | docker login -u me --password-stdin"),
    ("echo hunter2|docker login --password-stdin", "echo ***|docker login --password-stdin"),
    ("echo -n hun ter2 | docker secret create pw -", "echo -n *** *** | docker secret create pw -"),
    ("printf %s 'hun ter2' | docker secret create pw -", "printf %s *** | docker secret create pw -"),
    ("printf 'hunter2' > db_password.txt", "printf *** > db_password.txt"),
    ("docker login --password-stdin <<< hunter2", "docker login --password-stdin <<< ***"),
    (
        "docker secret create pw - <<EOF\nhun ter2\nx\nEOF\ndocker ps",
        "docker secret create pw - <<EOF\n*** ***\n***\nEOF\ndocker ps",
    ),
    ("cat <<'E' > db_password.txt\nhunter2", "cat <<'E' > db_password.txt\n***"),
    ("echo me:hunter2 | sudo chpasswd", "echo *** | sudo chpasswd"),
    ("redis-server --requirepass hunter2", "redis-server --requirepass ***"),
    ("redis-cli -a hunter2 ping", "redis-cli -a *** ping"),
    ("mysql -uroot -phunter2 shop", "mysql -uroot -p*** shop"),
    ('sh -c "mysql -p\\"hunter 2\\" -e 1"', "sh -c 'mysql -p*** -e 1'"),
    ("sh -c 'DB_TOKEN=abc docker compose up'", "sh -c 'DB_TOKEN=*** docker compose up'"),
    ("docker run --rm httpd:2 htpasswd -Bbn alice hunter2 > x", "docker run --rm httpd:2 htpasswd -Bbn alice *** > x"),
    ("curl -u admin:hunter2 http://x", "curl -u admin:*** http://x"),
    ("curl -H 'Authorization: Bearer abcdef' x", "curl -H 'Authorization: Bearer ***' x"),
    ("git clone https://alice:hun@ter2@git.example.com/x", "git clone https://alice:***@git.example.com/x"),
    ("DATABASE_URL=postgres://app:secret@db:5432/app", "DATABASE_URL=postgres://app:***@db:5432/app"),
    ("psql -c \"ALTER USER x PASSWORD 'hunter2'\"", "psql -c 'ALTER USER x PASSWORD ***'"),
    ("CREATE USER x IDENTIFIED BY 'hunter2'", "CREATE USER x IDENTIFIED BY ***"),
    ("AKIAABCDEFGHIJKLMNOP ghp_abcdefgh1234 glpat-abcdefgh1234 dckr_pat_abc12", "*** *** *** ***"),
    ("x\n-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----\ny", "x\n***\ny"),
    ("-----BEGIN PRIVATE KEY-----\nabc and no end", "***"),
    ("log in as ci with password hunter2", "log in as ci with password ***"),
    ("log in with password swordfish to the registry", "log in with password *** to the registry"),
    ('postgres with password "my big secret" please', "postgres with password *** please"),
    ("my password is hunter2, don't tell", "my password is *** don't tell"),
    ("the password of the new user bob is hunter2", "the password of the new user bob is ***"),
    ("password is p&ss;wo|rd", "password is ***|rd"),
    ("user admin password hunter2", "user admin password ***"),
    ("using the token abc123", "using the token ***"),
    ("with the api key abc123", "with the api key ***"),
    ("it's docker's password 'x y' that doesn't work", "it's docker's password *** that doesn't work"),
    ("use hunter2 as the password", "use *** as the password"),
    ("credentials admin:hunter2", "credentials ***"),
    ("set POSTGRES_PASSWORD to swordfish", "set POSTGRES_PASSWORD to ***"),
    ("change the password to swordfish please", "change the password to *** please"),
    ("postgres with POSTGRES_PASSWORD=secret", "postgres with POSTGRES_PASSWORD=***"),
    ("TOKEN: abcd", "TOKEN: ***"),
    ("X-Api-Key: abcd", "X-Api-Key: ***"),
    ("POSTGRES_PASSWORD: secret", "POSTGRES_PASSWORD: ***"),
    ('{"auth": "YWxpY2U6aHVudGVyMg=="}', '{"auth": ***'),
    ('{"password": "hunter2"}', '{"password": ***'),
]

LEFT = [
    "docker run -d -p 8080:80 --name login nginx",
    "docker create -p 80:80 --name login -e KEYBOARD=de -e AUTHOR=me -e MONKEY=1 x",
    "docker run -e POSTGRES_PASSWORD -v db:/x postgres:17",
    "docker run -e POSTGRES_PASSWORD_FILE=/run/secrets/pw -v /run/secrets/pw:/x:ro postgres",
    "docker login -u <user> -p <password>",
    'docker login -u "$U" -p "$PASSWORD"',
    "docker login -p ${PASSWORD:?set it} -p $(cat pw)",
    'printf %s "$TOKEN" | docker login -u <user> --password-stdin <registry>',
    'read -rs p && printf %s "$p" > db_password.txt',
    "docker volume create -o type=cifs -o o=username=<user>,password=<password>,uid=1000 v",
    "docker exec db sh -c 'mysqldump -p\"$MYSQL_ROOT_PASSWORD\" x'",
    "docker exec -it db mysql -uroot -p",
    "docker build --secret id=npm,src=.npmrc --secret id=api_key,env=API_KEY .",
    "docker service create --secret db_password --secret api_key --with-registry-auth=true api",
    "docker secret create db_password db_password.txt",
    "docker config create key ./key.pem",
    "docker run --detach-keys=ctrl-p,ctrl-q -it x",
    "docker pull registry.example.com:5000/app@sha256:abc",
    "curl https://reg:5000/img@sha256:abc",
    'docker inspect --format "{{.Key}}" monkey keyboard',
    "docker swarm join-token -q worker",
    "docker swarm unlock-key",
    "password from stdin",
    "log in to localhost:5000 as ci and read the password from stdin",
    "service with password file",
    "give the service api the secret db_password",
    "create secret db_pass from the file db_pass.txt",
    "pass a password to docker build safely",
    "is it bad to use --password on the command line",
    "what is SWMTKN",
    "Error response from daemon: invalid join token.",
    "unauthorized: incorrect username or password",
    "secret 'db_password' is in use by the following service: api",
    "Error saving credentials: error storing credentials - err: exit status 1",
    "set an environment variable with -e KEY=value",
    "echo done && docker login --password-stdin < pw",
    "don't show me what's in 'containers'",
    "",
]


@pytest.mark.parametrize(("text", "wanted"), MASKED)
def test_secrets_are_masked(text: str, wanted: str) -> None:
    assert masked(text) == wanted
    assert masked(wanted) == wanted


@pytest.mark.parametrize("text", LEFT)
def test_what_is_no_secret_stays(text: str) -> None:
    assert masked(text) == text
    assert secret_values(text) == ()


COMMANDS = [
    "docker login -u me -p {} reg",
    "docker login --password={} reg",
    "docker login --password {} reg",
    "docker --host tcp://h login -p{}",
    "docker swarm join --token {} 10.0.0.1:2377",
    "docker run -d -e POSTGRES_PASSWORD={} -p 5432:5432 postgres:17",
    "docker run --env=api_key={} x",
    "docker service update --env-add SESSION_SECRET={} web",
    "docker build --build-arg NPM_AUTH={} .",
    "echo {} | docker login --password-stdin",
    "printf {} | docker secret create pw -",
    "printf %s {} | tr -d x | docker secret create pw - && docker secret ls",
    "docker login --password-stdin <<< {}",
    "redis-cli -a {} ping",
    "start it with password {} please",
    "the password is {} and the port 80",
    "set POSTGRES_PASSWORD to {} on web",
    "api_key: {}",
    "docker exec db mysql -uroot -p{} shop",
]
WHOLE = [
    "docker run -e {} postgres",
    "docker run --env={} postgres",
    "docker service update --env-add {} db",
    "sh -c {}",
    "docker exec web sh -c {}",
]
VALUES = st.one_of(
    st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=4, max_size=20),
    st.text(st.sampled_from("ab1'\"\\$`!&|;<>(){}[]=:@/*?#~ \n\t-_.,%"), min_size=4, max_size=14),
)
NO_VALUE = re.compile(r"[*.…]+|<[A-Za-z][\w .-]*>(,.*)?|-.*|true|false|value|.*\*\*\*.*", re.DOTALL | re.IGNORECASE)


def secret(value: str, rest: str) -> bool:
    """Whether a value could be told from the words around it, and is one."""
    if re.sub(r"\W", "", value.lower()) in sentences._STOP.union(sentences._ALL_LINKS, sentences._ARTICLES, commands._NO_VALUES):
        return False  # an ordinary word: "the password should be …"
    return value not in rest and not NO_VALUE.fullmatch(value) and value.strip("'\"") not in rest


@pytest.mark.parametrize("place", COMMANDS)
@given(value=VALUES)
@example(value="it's a 'test'")
@example(value="a\nb c")
@example(value="$(x) `y`")
@example(value="PASSWORD=abcd")
@example(value="0;!`")
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_value_in_a_secrets_place_is_left(place: str, value: str) -> None:
    assume(secret(value, place))
    assume(not (value.startswith("=") and "login -p{}" in place))  # -p=000 is read as 000
    text = place.format(shlex.quote(value))
    done = masked(text)
    assert value not in done
    assert shlex.quote(value) not in done
    assert masked(done) == done
    assert any(value in found for found in secret_values(text))


@pytest.mark.parametrize("place", WHOLE)
@given(value=VALUES)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_value_in_a_quoted_assignment_is_left(place: str, value: str) -> None:
    assume(secret(value, place + "DB_PASSWORD=docker login -p"))
    inner = f"DB_PASSWORD={value}"
    if "sh -c" in place:
        inner = f"docker login -p {shlex.quote(value)}"
    done = masked(place.format(shlex.quote(inner)))
    assert value not in done
    assert masked(done) == done


@given(
    st.text(max_size=60),
    st.sampled_from(["password ", "--token ", "KEY=", "docker login -p ", "://u:", "'", '"', "echo "]),
    st.text(),
)
@settings(max_examples=400, deadline=None)
def test_any_text_can_be_masked_and_twice_is_as_once(before: str, middle: str, after: str) -> None:
    done = masked(before + middle + after)
    assert masked(done) == done


DENSE = [
    "password ",
    "password='x' ",
    "key=a ",
    "http://a:b@",
    "a_key:",
    "'",
    '"\\"',
    "'\\'\" ",
    "$'",
    "<a",
    "docker login -p x; ",
    '"password is \\" ',
    "echo x | docker login --password-stdin; ",
    "-----BEGIN PRIVATE KEY-----",
    "eyJ-",
    "mysql -px ",
    "login --password-stdin <<a\n",
    "password is x&",
    "a.b-c_",
]


@pytest.mark.parametrize("part", DENSE)
def test_a_long_text_takes_no_time(part: str) -> None:
    text = (part * (1_000_000 // len(part) + 1))[:1_000_000] + " password=hunter2"
    begun = time.perf_counter()
    done = masked(text)
    assert time.perf_counter() - begun < 2  # a machine that is busy; half a second is usual
    assert "hunter2" not in done


def test_a_secret_of_the_command_is_masked_in_the_question_too_and_the_other_way_round() -> None:
    one = Entry(1.0, "run", "log in as ci with swordfish", "login", "docker login -u ci -p swordfish")
    assert masked_entry(one)[2:5] == ("log in as ci with ***", "login", "docker login -u ci -p ***")
    two = Entry(1.0, "run", "run web, the password is 'it is'", "run", "docker run web --x 'it is'")
    assert masked_entry(two)[2:5] == ("run web, the password is ***", "run", "docker run web --x ***")


def test_a_value_in_another_word_is_left() -> None:
    one = Entry(1.0, "run", "postgresql with POSTGRES_PASSWORD=postgres", "run", "docker run -e POSTGRES_PASSWORD=postgres pg")
    assert masked_entry(one).question == "postgresql with POSTGRES_PASSWORD=***"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        *[(name, True) for name in "POSTGRES_PASSWORD PGPASSWORD mysql_pwd Pwd DB_PASS apiKey SSH_KEY OAUTH_TOKEN".split()],  # noqa: SIM905
        *[(name, True) for name in "AWS_SECRET_ACCESS_KEY WORDPRESS_AUTH_SALT x.credentials --api-key ACCESSKEY KEY".split()],  # noqa: SIM905
        *[(name, False) for name in "PWD OLDPWD MONKEY keyboard AUTHOR bypass --secret --detach-keys HOME".split()],  # noqa: SIM905
        *[(name, False) for name in "POSTGRES_PASSWORD_FILE SSH_AUTH_SOCK TLS_KEY_PATH --with-registry-auth PORT".split()],  # noqa: SIM905
    ],
)
def test_names_of_secrets(name: str, wanted: bool) -> None:
    assert is_secret(name) is wanted


def test_the_names_can_be_a_persons_own() -> None:
    assert masked("-e LICENSE=abcd -e A_TOKEN=abcd", ("license",)) == "-e LICENSE=*** -e A_TOKEN=abcd"
    assert masked("MY_LICENSE is abcd", ("license",)) == "MY_LICENSE is ***"
