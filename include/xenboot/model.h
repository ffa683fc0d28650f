/* SPDX-License-Identifier: MIT */
/*
 * The model: profiles, the option catalog and boards. YAML in, structures, YAML out.
 *
 * Everything that a person wrote keeps the position it was written at. Nothing here looks at boot
 * files or addresses: that is the next room (boot.h).
 */
#ifndef XENBOOT_MODEL_H
#define XENBOOT_MODEL_H

#include "xenboot/model/board.h"
#include "xenboot/model/data.h"
#include "xenboot/model/edit.h"
#include "xenboot/model/kconfig.h"
#include "xenboot/model/key.h"
#include "xenboot/model/load.h"
#include "xenboot/model/option.h"
#include "xenboot/model/profile.h"
#include "xenboot/model/release.h"
#include "xenboot/model/symptom.h"
#include "xenboot/model/value.h"
#include "xenboot/model/write.h"

#endif
