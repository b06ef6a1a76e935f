"""Names of invented people, in families of names that go together, so that a directory looks like a real city's."""

from random import Random
from typing import NamedTuple


class Family(NamedTuple):
    """Given names and surnames that usually meet, how common they are, and a language that some prefer."""

    share: int
    given: tuple[str, ...]
    surnames: tuple[str, ...]
    language: str = ""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FAMILIES = (
    Family(
        24,
        _words(
            "Emily Sarah Jessica Ashley Megan Katherine Laura Amy Rachel Heather Nicole Rebecca Julie Allison Claire "
            "Hannah Abigail Martha Judith Deborah Michael David Christopher Matthew Andrew Daniel Ryan Brian Kevin "
            "Thomas Timothy Gregory Peter Stephen Nathan Kyle Scott Walter Eric Owen Wesley Miles Harriet Beatrice"
        ),
        _words(
            "Anderson Baker Barrett Bennett Bishop Brewster Campbell Carter Chapman Clarke Coleman Collins Cooper "
            "Crawford Davis Dawson Ellis Fletcher Foster Gardner Gibson Graham Griffin Harding Harper Hayes Henderson "
            "Holloway Hughes Hutchins Jenkins Keller Lawson Mercer Mitchell Morgan Norris Palmer Parsons Pratt Quimby "
            "Reed Sawyer Shaw Sinclair Spencer Stanton Sutton Thatcher Turner Wallace Warner Webb Whitaker Winslow"
        ),
    ),
    Family(
        9,
        _words("Maeve Siobhán Caitlin Brigid Nora Fiona Deirdre Patrick Seán Declan Brendan Liam Colm Eileen Róisín"),
        _words(
            "Brennan Callahan Connolly Donnelly Fitzgerald Flanagan Gallagher Hennessy Keane McCarthy McGrath Moriarty "
            "Murphy O'Brien O'Connell O'Malley O'Sullivan Quinn Rafferty Sheehan Tierney"
        ),
    ),
    Family(
        15,
        _words(
            "María Carmen Rosa Ana Lucía Sofía Valentina Isabel Marisol Yolanda Guadalupe Xiomara José Luis Carlos "
            "Miguel Ángel Jorge Héctor Raúl Andrés Javier Ramón Tomás Alejandro Inés Belén Noemí"
        ),
        _words(
            "Acevedo Álvarez Benítez Calderón Castillo Cordero Cruz Delgado Espinoza Figueroa Fuentes García Gómez "
            "Gutiérrez Hernández Ibáñez Jiménez Maldonado Martínez Medina Mendoza Morales Muñoz Núñez Ocasio Ortiz "
            "Peña Pérez Quiñones Ramírez Rivera Rodríguez Rosario Santiago Soto Torres Vargas Vásquez Zambrano"
        ),
        "es",
    ),
    Family(
        8,
        _words("João Beatriz Catarina Duarte Filipa Gonçalo Helena Ivone Jorge Leonor Manuel Natália Paulo Rui Teresa"),
        _words("Almeida Amaral Botelho Cabral Carvalho Cordeiro Couto Furtado Medeiros Mendonça Pacheco Raposo Simões"),
    ),
    Family(
        6,
        _words("Gianna Anthony Vincent Carla Marco Lorenzo Paola Rosemarie Dominic Angela Nicola Silvia Renato"),
        _words(
            "Amato Bianchi Caruso Conti DeLuca Esposito Ferraro Gallo Lombardi Marino Pellegrini Ricci Romano Vitale"
        ),
    ),
    Family(
        5,
        _words("Agnieszka Zofia Małgorzata Katarzyna Paweł Tomasz Łukasz Wojciech Krystyna Stanisław Irena Grażyna"),
        _words("Kowalski Nowak Wiśniewski Zieliński Lewandowska Dąbrowski Szymańska Mazur Jabłoński Krawczyk Pawlak"),
    ),
    Family(
        5,
        _words(
            "Jean-Baptiste Marie-Claire Frantz Ketly Wilner Fabienne Mirlande Évens Guerline Stanley Nadège Rodrigue"
        ),
        _words("Auguste Célestin Desrosiers Étienne Fleurimond Jean-Louis Joseph Louissaint Moïse Pierre Saint-Juste"),
    ),
    Family(
        7,
        _words(
            "Adaeze Chinedu Folake Kwame Abena Emeka Ifeoma Kofi Ama Oluwaseun Temitope Yaa Babajide Nneka Sékou "
            "Fatoumata Amina Wanjiru Otieno"
        ),
        _words(
            "Abara Adeyinka Agyeman Asante Balogun Boateng Diallo Eze Kamau Mensah Njoroge Obi Okonkwo Owusu Traoré"
        ),
    ),
    Family(
        6,
        _words(
            "Ananya Arjun Deepa Farah Harpreet Imran Kavita Lakshmi Meera Nikhil Pooja Rajesh Sanjay Shreya Vikram "
            "Zainab"
        ),
        _words(
            "Ahmed Banerjee Chaudhry Das Desai Gill Gupta Iyer Kapoor Khan Krishnan Mehta Nair Patel Reddy Shah Singh"
        ),
    ),
    Family(
        5,
        _words("Mei Wei Xiaoming Yan Jun Lihua Hui-Ling Chen Grace Kevin Ying Jia-Hao"),
        _words("Chan Chang Cheng Fong Guo Huang Lau Leung Liang Lin Ng Tsai Wang Wong Wu Xu Yang Zhang Zhao"),
    ),
    Family(
        3,
        _words("Anh Bình Cường Dũng Hạnh Hương Lan Minh Ngọc Phương Quang Thảo Trang Tuấn"),
        _words("Bùi Đặng Đinh Đỗ Hoàng Huỳnh Lê Lý Ngô Nguyễn Phạm Phan Trần Võ Vũ"),
    ),
    Family(
        3,
        _words("Ji-woo Min-jun Seo-yeon Eun-ji Hye-jin Sung-ho Hana Kenji Yuki Haruto Naomi Akiko"),
        _words(
            "Choi Han Jang Jung Kang Kwon Lim Park Yoon Hayashi Ishikawa Kobayashi Matsuda Nakamura Tanaka Watanabe"
        ),
    ),
    Family(
        4,
        _words("Ahmad Amal Dina Elif Hassan Khalid Layla Mehmet Nour Omar Rania Samira Şebnem Tariq Yasmin Zeynep"),
        _words("Abbas Aydın Çelik Darwish El-Amin Farouk Haddad Hijazi Kaya Mansour Nasser Öztürk Qasim Saleh Yılmaz"),
    ),
    Family(
        3,
        _words("Astrid Björn Elin Freja Henrik Ingrid Jørgen Lars Maja Søren Åsa Jürgen Käthe Zoë"),
        _words(
            "Bergström Dahl Eriksen Hägglund Jørgensen Lindqvist Møller Nyström Sørensen Åkesson Schröder Weiß Zöllner"
        ),
    ),
    Family(
        3,
        _words("Anahit Aram Despina Dimitri Eleni Elpida Iryna Ivan Katerina Mykola Oksana Stavros Svetlana Taras"),
        _words(
            "Antoniou Avakian Bezruchko Grigoryan Hovsepian Kovalenko Melnyk Nikolaidis Papadakis Petrosyan Shevchenko"
        ),
    ),
)
SHARES = [family.share for family in FAMILIES]

OTHER_SCRIPTS = (
    "王美玲", "陳志明", "김지영", "田中 由美", "فاطمة الزهراء", "محمد عبد الله", "יעל כהן", "דוד לוי",
    "Ольга Мельник", "Γιώργος Παπαδάκης", "สมชาย ใจดี", "नीलम शर्मा",
)  # fmt: skip
ONE_WORD = ("Sukarti", "Aung", "Wahyuni", "Teguh", "Aziza", "Raden", "Khin", "Suharto")
SUFFIXES = ("Jr.", "III")
ONE_IN_OTHER_SCRIPT = 90
ONE_IN_ONE_WORD = 160
ONE_IN_SUFFIX = 120
SHARE_MIXED = 0.16
SHARE_TWO_SURNAMES = 0.07


def random_name(random: Random) -> tuple[str, Family]:
    """Return a name as its bearer writes it, and the family of names that it is from."""
    family = random.choices(FAMILIES, SHARES)[0]
    if random.randrange(ONE_IN_OTHER_SCRIPT) == 0:
        return random.choice(OTHER_SCRIPTS), FAMILIES[0]
    if random.randrange(ONE_IN_ONE_WORD) == 0:
        return random.choice(ONE_WORD), FAMILIES[0]
    given = random.choice(family.given)
    other = random.choices(FAMILIES, SHARES)[0] if random.random() < SHARE_MIXED else family
    surname = random.choice(other.surnames)
    if random.random() < SHARE_TWO_SURNAMES:
        second = random.choice(random.choices(FAMILIES, SHARES)[0].surnames)
        surname = surname if second == surname else f"{surname}-{second}"
    suffix = f" {random.choice(SUFFIXES)}" if random.randrange(ONE_IN_SUFFIX) == 0 else ""
    return f"{given} {surname}{suffix}", family
