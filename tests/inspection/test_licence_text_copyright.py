"""Only what surely is a notice of copyright is left out when licences are compared."""

from __future__ import annotations

import pytest

from procure_app.inspection.copyright_line import is_copyright_line


@pytest.mark.parametrize(
    "line",
    [
        "Copyright (c) 2023 DeepSeek",
        "Copyright (c) <year> <copyright holders>",
        "   Copyright [yyyy] [name of copyright owner]",
        "Copyright {yyyy} {name of copyright owner}",
        "All rights reserved.",
        "Copyright (c) 2022, NVIDIA CORPORATION. All rights reserved.",
        "© Meta Platforms, Inc. All Rights Reserved",
        "Copyright (C) 2007 Free Software Foundation, Inc. <https://fsf.org/>",
        "Copyright 2023-2024 01.AI",
        "# Copyright (c) 2019-present, Facebook, Inc.",
        "Copyright (c) 2010 J. R. Doe <j@x.org>",
        "Copyright aio-libs contributors.",
        "Copyright (c) 2023 深圳市腾讯计算机系统有限公司",
        "Copyright (c) 2023 北京智源人工智能研究院",
        "Copyright (c) 2024 株式会社Preferred Networks",
        "Copyright (c) 2024 네이버 주식회사",
        "Copyright (C) 2021 Иван Петров",
        "Copyright 2025 École Polytechnique Fédérale de Lausanne (EPFL) and ETH Zürich",
        "Copyright (c) 2020 Banner Health and Acme Limited",
        "Copyright (c) 2013 Amazon.com, Inc. or its affiliates. All Rights Reserved",
    ],
)
def test_a_notice_is_one(line):
    assert is_copyright_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Copyright 2024 Foo. Not For Public Sector Use.",
        "copyright license to reproduce, prepare Derivative Works of,",
        "Copyright 2024 Foo. No use by public bodies",
        "Copyright 2024 Foo [no public sector]",
        "copyright notice, this list of conditions",
        "Copyright 2024 Foo; Government Bodies Excluded",
        "Copyright (c) 2024 foo bar baz",
        "Copyright 2024 Foo Commercial Use Forbidden",
        "Copyright 2024 Foo. All rights reserved. Except nothing.",
        "(c) You must give any other recipients a copy",
        "Copyright 2026 仅限非商业用途",
        "Copyright 2026 Acme 禁止军事用途",
        "Copyright 2026 Acme 商用禁止",
        "Copyright 2026 Acme 상업적 이용 금지",
        "Copyright 2026 Acme، ممنوع",
        "Copyright 2026 Acme Nur Für Forschung",
        "Copyright 2026 Acme Коммерческое Запрещено",
        "Copyright 2026 Acme EU Residents Excluded",
        "Copyright 2026 Acme Excluding Competitors",
        "Copyright 2026 Acme Requires Attribution",
        "Copyright 2026 Acme Forbids Weapons",
        "Copyright 2026 Acme Trial Version Expires 2027",
        "Copyright 2026 Acme Non-Commercial",
        "Copyright 2026 Acme CC-BY-NC-4.0",
        "Copyright and Related Rights.",
        "Copyright 2024 " + "Foo " * 40,
        "x" * 100_000,
    ],
)
def test_a_clause_beside_a_notice_is_none(line):
    assert not is_copyright_line(line)
