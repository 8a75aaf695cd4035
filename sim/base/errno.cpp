#include "sim/base/errno.h"

#include <array>

namespace sim {
namespace {

struct Entry {
  int number;
  std::string_view name;
  std::string_view text;
};

constexpr std::array kEntries{
    Entry{kEPERM, "EPERM", "Operation not permitted"},
    Entry{kENOENT, "ENOENT", "No such file or directory"},
    Entry{kESRCH, "ESRCH", "No such process"},
    Entry{kEINTR, "EINTR", "Interrupted system call"},
    Entry{kEIO, "EIO", "Input/output error"},
    Entry{kENXIO, "ENXIO", "No such device or address"},
    Entry{kE2BIG, "E2BIG", "Argument list too long"},
    Entry{kENOEXEC, "ENOEXEC", "Exec format error"},
    Entry{kEBADF, "EBADF", "Bad file descriptor"},
    Entry{kECHILD, "ECHILD", "No child processes"},
    Entry{kEAGAIN, "EAGAIN", "Resource temporarily unavailable"},
    Entry{kENOMEM, "ENOMEM", "Cannot allocate memory"},
    Entry{kEACCES, "EACCES", "Permission denied"},
    Entry{kEFAULT, "EFAULT", "Bad address"},
    Entry{kEBUSY, "EBUSY", "Device or resource busy"},
    Entry{kEEXIST, "EEXIST", "File exists"},
    Entry{kENODEV, "ENODEV", "No such device"},
    Entry{kENOTDIR, "ENOTDIR", "Not a directory"},
    Entry{kEISDIR, "EISDIR", "Is a directory"},
    Entry{kEINVAL, "EINVAL", "Invalid argument"},
    Entry{kENFILE, "ENFILE", "Too many open files in system"},
    Entry{kEMFILE, "EMFILE", "Too many open files"},
    Entry{kENOTTY, "ENOTTY", "Inappropriate ioctl for device"},
    Entry{kEFBIG, "EFBIG", "File too large"},
    Entry{kENOSPC, "ENOSPC", "No space left on device"},
    Entry{kESPIPE, "ESPIPE", "Illegal seek"},
    Entry{kEROFS, "EROFS", "Read-only file system"},
    Entry{kEPIPE, "EPIPE", "Broken pipe"},
    Entry{kEDOM, "EDOM", "Numerical argument out of domain"},
    Entry{kERANGE, "ERANGE", "Numerical result out of range"},
    Entry{kEDEADLK, "EDEADLK", "Resource deadlock avoided"},
    Entry{kENAMETOOLONG, "ENAMETOOLONG", "File name too long"},
    Entry{kENOSYS, "ENOSYS", "Function not implemented"},
    Entry{kENOTEMPTY, "ENOTEMPTY", "Directory not empty"},
    Entry{kENOMSG, "ENOMSG", "No message of desired type"},
    Entry{kEIDRM, "EIDRM", "Identifier removed"},
    Entry{kEOVERFLOW, "EOVERFLOW", "Value too large for defined data type"},
    Entry{kEMSGSIZE, "EMSGSIZE", "Message too long"},
    Entry{kENOTSUP, "ENOTSUP", "Operation not supported"},
    Entry{kETIMEDOUT, "ETIMEDOUT", "Connection timed out"},
    // Inside the kernel only (a trace shows them, a program never sees them).
    Entry{512, "ERESTARTSYS", "To be restarted unless a handler without SA_RESTART runs"},
    Entry{513, "ERESTARTNOINTR", "To be restarted"},
    Entry{514, "ERESTARTNOHAND", "To be restarted if no handler runs"},
    Entry{516, "ERESTART_RESTARTBLOCK", "To be restarted with what remains"},
};

}  // namespace

std::string_view errno_name(int number) {
  for (const Entry& e : kEntries)
    if (e.number == number) return e.name;
  return "E?";
}

std::string_view errno_text(int number) {
  for (const Entry& e : kEntries)
    if (e.number == number) return e.text;
  return "Unknown error";
}

}  // namespace sim
