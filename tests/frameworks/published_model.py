"""The twelve models of the OSI's published validation lists, as public facts describe them.

The lists are those of the OSI's answers to frequent questions (page of 21 January 2025): five that
met the definition, three that would with other legal terms, four that do not. Where a row is not
known from a source of its own, it follows from the list that the model stands on; the comment at
the model says so. These are inputs for tests of a rule, not statements about models.
"""

from __future__ import annotations

from collections.abc import Mapping

from release_view import ABSENT, DESCRIBED, RELEASED, WITHHELD, Answers, Row, Rows, release

from procure_app.core.frameworks.view import View

APACHE: Row = (RELEASED, "Apache-2.0")
MIT: Row = (RELEASED, "MIT")
BLOOM_RAIL: Row = (RELEASED, "BigScience-BLOOM-RAIL-1.0")
LLAMA_TERMS: Row = (RELEASED, "Llama 2 Community License")
NO_TERMS: Row = (RELEASED, "NONE")
KEPT: Row = (WITHHELD, "NONE")
TOLD: Row = (DESCRIBED, "NONE")
NONE_NEEDED: Row = (ABSENT, "")

SHARED: Answers = {
    "component.data_open": "shared",
    "component.data_public": "shared",
    "component.data_obtainable": "absent",
    "component.data_unshareable": "absent",
}
LISTED: Answers = SHARED | {"component.data_public": "listed"}
MENTIONED: Answers = {
    "component.data_open": "mentioned",
    "component.data_public": "mentioned",
    "component.data_obtainable": "mentioned",
    "component.data_unshareable": "mentioned",
}

CODE = ("architecture", "inference_code", "training_code", "preprocessing_code", "libraries")
MAKING = ("training_code", "preprocessing_code", "libraries", "datasets", "data_card")
OPEN_CODE: Rows = dict.fromkeys(CODE, APACHE)
"""All the code the definition asks for, on an approved licence."""
OPEN_ALL: Rows = {
    **OPEN_CODE,
    **dict.fromkeys(("weights", "checkpoints", "datasets", "evaluation_code"), APACHE),
    **dict.fromkeys(("model_card", "data_card", "research_paper", "evaluation_results"), APACHE),
    "tuning_data": NONE_NEEDED,
}
HIDDEN: Rows = dict.fromkeys((*MAKING, "tuning_data"), KEPT)
"""What made the model, kept back."""

# Pythia. Rows as in the Model Openness Tool's file Pythia-1.4B.yml: Apache-2.0 for all that names
# nothing else, MIT for training and data processing code, CC-BY-SA-4.0 for the paper. Data: the
# Pile is given out tokenised and in the order of training, by the README of EleutherAI/pythia.
PYTHIA = release(
    {
        **OPEN_ALL,
        "training_code": MIT,
        "preprocessing_code": MIT,
        "evaluation_code": MIT,
        "metadata": APACHE,
        "research_paper": (RELEASED, "CC-BY-SA-4.0"),
    },
    SHARED,
)

# OLMo. Weights and the repositories allenai/OLMo (model and training) and allenai/dolma (data
# processing) are Apache-2.0, the Dolma data set is ODC-By-1.0. Class I under the MOF, so every
# required component is there on an open licence.
OLMO = release({**OPEN_ALL, "datasets": (RELEASED, "ODC-By-1.0")}, SHARED)

# Amber. LLM360 gives weights, code for data and training, and the data in the order of training
# under Apache-2.0. Class I under the MOF.
AMBER = release(OPEN_ALL, SHARED)

# CrystalCoder. As Amber, but its documents carry no licence, so the MOF leaves it unclassified at
# 33 %. The definition looks at the data's own terms too.
CRYSTALCODER = release(
    {
        **OPEN_ALL,
        **dict.fromkeys(("model_card", "data_card", "research_paper"), NO_TERMS),
        "evaluation_results": NO_TERMS,
    },
    SHARED,
)

# T5. Code and weights in google-research/text-to-text-transfer-transformer are Apache-2.0, the
# paper in the Journal of Machine Learning Research (volume 21, 2020) is CC-BY-4.0. C4 is made from
# Common Crawl by published code: public data, listed with where to get them.
T5 = release(
    {
        **OPEN_CODE,
        "weights": APACHE,
        "evaluation_code": APACHE,
        "datasets": (DESCRIBED, "NOASSERTION"),
        "model_card": NO_TERMS,
        "research_paper": (RELEASED, "CC-BY-4.0"),
    },
    LISTED,
)

# BLOOM. Rows as in the MOF file BLOOM.yml: the RAIL covers whatever names nothing else, the report
# and the paper are CC-BY-4.0. The data processing code (bigscience-workshop/data-preparation) and
# the libraries are Apache-2.0.
BLOOM = release(
    {
        "weights": BLOOM_RAIL,
        "checkpoints": BLOOM_RAIL,
        "architecture": BLOOM_RAIL,
        "inference_code": BLOOM_RAIL,
        "training_code": BLOOM_RAIL,
        "preprocessing_code": APACHE,
        "libraries": APACHE,
        "datasets": BLOOM_RAIL,
        "model_card": BLOOM_RAIL,
        "data_card": BLOOM_RAIL,
        "technical_report": (RELEASED, "CC-BY-4.0"),
        "research_paper": (RELEASED, "CC-BY-4.0"),
    },
    SHARED,
)

# StarCoder2. Weights under BigCode OpenRAIL-M, code under Apache-2.0; The Stack v2 is listed file
# by file, with where to get each. No terms of the documents are known to be open.
STARCODER2 = release(
    {
        **OPEN_CODE,
        "weights": (RELEASED, "bigcode-openrail-m"),
        "datasets": NO_TERMS,
        "model_card": (RELEASED, "bigcode-openrail-m"),
        "data_card": NO_TERMS,
        "research_paper": NO_TERMS,
    },
    LISTED,
)

# Falcon. Rows as in the MOF files Falcon-40B.yml and Falcon-180B.yml: libraries, weights and
# documents stand there without a licence of the accepted kind, RefinedWeb is ODC-By-1.0. Training
# and data processing code are in neither file; that only terms stand in the way is the OSI's list.
FALCON = release(
    {
        "weights": (RELEASED, "LicenseRef-scancode-falcon-2-11b-1.0"),
        "architecture": APACHE,
        "inference_code": APACHE,
        "training_code": NO_TERMS,
        "preprocessing_code": NO_TERMS,
        "libraries": NO_TERMS,
        "datasets": (RELEASED, "ODC-By-1.0"),
        "model_card": NO_TERMS,
        "data_card": NO_TERMS,
        "research_paper": NO_TERMS,
    },
    SHARED,
)

# Llama 2. Rows as in Llama-2-70B.yml: architecture and weights under the Llama 2 licence, the paper
# without one. The paper says of the data that they come from public sources, and no more.
LLAMA_2 = release(
    {
        **HIDDEN,
        **dict.fromkeys(("weights", "architecture", "inference_code", "model_card"), LLAMA_TERMS),
        "libraries": TOLD,
        "research_paper": NO_TERMS,
    },
    MENTIONED,
)

# Grok-1. Weights and the code to run them are Apache-2.0 (xai-org/grok-1, and Grok-1.yml); nothing
# is said of data or training.
GROK = release(
    {
        **HIDDEN,
        **dict.fromkeys(("weights", "architecture", "inference_code"), APACHE),
        "model_card": NO_TERMS,
        "research_paper": NO_TERMS,
    },
    MENTIONED | {"component.data_public": "nothing"},
)

# Phi-2. Weights and architecture under MIT since January 2024 (Phi-2.yml); the data, mostly made by
# other models, are named in general words only.
PHI_2 = release(
    {
        **HIDDEN,
        **dict.fromkeys(("weights", "architecture", "inference_code", "model_card"), MIT),
        "research_paper": NO_TERMS,
    },
    MENTIONED,
)

# Mixtral. Weights and architecture under Apache-2.0 (Mixtral-8x22B-v0.1.yml); of the data only that
# they come from the open web.
MIXTRAL = release(
    {
        **HIDDEN,
        **dict.fromkeys(("weights", "architecture", "inference_code", "model_card"), APACHE),
        "research_paper": NO_TERMS,
    },
    MENTIONED,
)

MEET: Mapping[str, View] = {
    "Pythia": PYTHIA,
    "OLMo": OLMO,
    "Amber": AMBER,
    "CrystalCoder": CRYSTALCODER,
    "T5": T5,
}
WITH_OTHER_TERMS: Mapping[str, View] = {
    "BLOOM": BLOOM,
    "StarCoder2": STARCODER2,
    "Falcon": FALCON,
}
DO_NOT_MEET: Mapping[str, View] = {
    "Llama 2": LLAMA_2,
    "Grok": GROK,
    "Phi-2": PHI_2,
    "Mixtral": MIXTRAL,
}
