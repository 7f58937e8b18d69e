"""Runs the ONNX models that the rapidocr wheel carries, on OpenVINO where it can be imported, else onnxruntime.

The wheel's models are taken as data files; its Python code is not imported. That saves its import (a second),
keeps its downloader out of the process, lets two threads share one model, and leaves the choice of threads,
batches and image sizes to us. Source of the models: PaddleOCR PP-OCRv6 (Apache 2.0), converted by RapidOCR.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from contract_parse.errors import ContractParseError

Tensor = npt.NDArray[np.float32]
Backend = Literal["openvino", "onnxruntime"]
DETECTOR, RECOGNISER = "PP-OCR*_det_*.onnx", "PP-OCR*_rec_*.onnx"


class Network(NamedTuple):
    """``run`` takes and gives a float32 tensor and may be called from several threads.

    ``characters`` is the recogniser's alphabet, one entry a class without the blank; empty for a detector.
    """

    run: Callable[[Tensor], Tensor]
    characters: tuple[str, ...]


class EngineMissingError(ContractParseError):
    """OCR was asked for and its models or runtime are not installed."""


def available_cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def model_path(pattern: str) -> Path:
    """The model file in the rapidocr wheel that matches ``pattern``; of several the newest version by name."""
    spec = find_spec("rapidocr")
    places = list(spec.submodule_search_locations or ()) if spec else []
    found = sorted(p for place in places for p in (Path(place) / "models").glob(pattern))
    if not found:
        raise EngineMissingError("没有可用的文字识别模型。", "请安装 rapidocr：pip install 'rapidocr>=3.10,<4'。")
    return found[-1]


def choose_backend() -> Backend:
    """OpenVINO where its wheel is installed and the processor has AVX-512, else onnxruntime.

    With AVX-512 OpenVINO takes half of onnxruntime's time; with AVX2 alone a tenth more, and half as much
    memory again (docs/ocr.md). ``CONTRACT_PARSE_OCR_BACKEND`` overrides.
    """
    asked = os.environ.get("CONTRACT_PARSE_OCR_BACKEND")
    if asked in ("openvino", "onnxruntime"):
        return asked  # type: ignore[return-value]
    if find_spec("openvino") and (_wide_vectors() or not find_spec("onnxruntime")):
        return "openvino"
    return "onnxruntime"


def _wide_vectors() -> bool:
    """Whether the processor says it has AVX-512 (Linux; elsewhere it is not asked)."""
    try:
        return " avx512f" in Path("/proc/cpuinfo").read_text("ascii", "replace")
    except OSError:
        return False


def reader_name() -> str:
    """What reads, named so that another reading gets another name: models, runtime and libraries, none imported.

    Raises EngineMissingError.
    """
    files = [model_path(pattern) for pattern in (DETECTOR, RECOGNISER)]
    backend = choose_backend()
    libraries = [f"{name} {_version(name)}" for name in (backend, "rapidocr", "opencv-python-headless", "pypdfium2")]
    return "\n".join([*(f"{f.name} {f.stat().st_size}" for f in files), *libraries])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def load(path: Path, backend: Backend, streams: int) -> Network:
    """The network at ``path``, ready for ``streams`` callers at a time with one thread each."""
    return _openvino(path, streams) if backend == "openvino" else _onnxruntime(path)


def _openvino(path: Path, streams: int) -> Network:
    import openvino as ov

    core = ov.Core()
    model = core.read_model(path)
    info = model.get_rt_info()
    characters = info["framework"]["character"].value if "framework" in info else ""
    # Pinning ties the streams of different processes to the same cores and costs half the gain of the second one.
    compiled = core.compile_model(
        model,
        "CPU",
        {
            "NUM_STREAMS": str(streams),
            "INFERENCE_NUM_THREADS": str(streams),
            "ENABLE_CPU_PINNING": "NO",
            "ENABLE_HYPER_THREADING": "YES",
        },
    )
    # The first array handed over sets up OpenVINO's tie to numpy, which needs the GIL for a moment that another thread
    # may hold while it waits for just that: two pages begun at once hung for good. So it is done here, by one thread.
    ov.Tensor(np.zeros(1, np.float32), shared_memory=True).get_element_type().to_dtype()
    local = threading.local()

    def run(tensor: Tensor) -> Tensor:
        if not hasattr(local, "request"):
            local.request = compiled.create_infer_request()
        local.request.infer([tensor], share_inputs=True)
        out: Tensor = local.request.get_output_tensor().data
        return out

    return Network(run, tuple(characters.splitlines()))


def _onnxruntime(path: Path) -> Network:
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    session: Any = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    characters = session.get_modelmeta().custom_metadata_map.get("character", "")
    name = session.get_inputs()[0].name

    def run(tensor: Tensor) -> Tensor:
        out: Tensor = session.run(None, {name: tensor})[0]
        return out

    return Network(run, tuple(characters.splitlines()))
